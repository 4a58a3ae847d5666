/** Variables of a plan to values or to diagnoses, one each (design, section 7). For the pipeline. */
package dev.bellhop.resolver.variable;
