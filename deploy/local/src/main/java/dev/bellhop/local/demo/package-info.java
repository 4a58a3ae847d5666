/** The demo: one organization with three secrets, two kickoffs and a rotation between them, judged by what came out. */
package dev.bellhop.local.demo;
