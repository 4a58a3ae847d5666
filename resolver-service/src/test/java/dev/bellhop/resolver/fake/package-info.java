/** What the resolver's tests stand on: the caller's issuer, the two services it asks, and a view of the topics it writes. */
package dev.bellhop.resolver.fake;
