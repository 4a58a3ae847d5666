/** The load generator: HTTP over TLS with kept connections, as fast as answers come or at a fixed rate. */
package dev.bellhop.bench.load;
