/** What comes of a run: a table for the terminal and a file with the machine it was measured on. */
package dev.bellhop.bench.report;
