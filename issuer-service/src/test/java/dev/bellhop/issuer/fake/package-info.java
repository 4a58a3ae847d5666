/** What the issuer's tests start beside it: callers with an identity provider of their own, and doors to the service under test. */
package dev.bellhop.issuer.fake;
