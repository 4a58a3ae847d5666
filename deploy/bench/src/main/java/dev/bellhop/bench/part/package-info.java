/** The parts of the bench, one class for each: what is started, what is asked, which bars are judged. */
package dev.bellhop.bench.part;
