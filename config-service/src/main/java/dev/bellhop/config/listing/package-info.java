/** Lists by cursor: a page is found by where the last one ended, so it costs the same however far into the list it is. */
package dev.bellhop.config.listing;
