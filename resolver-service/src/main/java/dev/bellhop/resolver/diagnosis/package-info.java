/**
 * Why a resolution failed, in one place: the closed set of reasons, the hop each belongs to, its cause in terms of what was presented
 * and what is expected, and the command that mends it (design, section 7, "Said out loud"). Results, problems, logs, metrics and
 * {@code docs/errors.md} all speak from here. No text of an upstream service passes through: only codes, ids read by strict patterns, and values we hold ourselves.
 */
package dev.bellhop.resolver.diagnosis;
