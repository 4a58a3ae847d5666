/** What the API's description says that no single resource can: permissions, problems and examples. Works while building only. */
package dev.bellhop.config.api;
