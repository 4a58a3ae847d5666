/** Secret values while they are in memory, and nothing else: the one type that holds them and will not print them. For every package that touches a value. */
package dev.bellhop.resolver.secret;
