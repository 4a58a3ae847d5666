/** The bare things the services stand beside, and the emulator: each a process of its own. */
package dev.bellhop.bench.bare;
