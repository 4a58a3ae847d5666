/** HTTPS as this module speaks it: trust in the stack's own authority and in nothing else, JSON in and out. */
package dev.bellhop.local.http;
