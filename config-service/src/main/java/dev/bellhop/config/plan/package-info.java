/**
 * What a resolver asks for at every kickoff: the plan (all but the values, with a strong entity tag) and, on their own and never
 * cached, the values that are kept here.
 */
package dev.bellhop.config.plan;
