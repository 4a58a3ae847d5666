/** Secret provider credentials: a vault, and how to authenticate to it. */
package dev.bellhop.config.credential;
