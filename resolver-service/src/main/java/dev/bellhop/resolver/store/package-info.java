/** Where secrets are: the interface every kind of vault is read through, and what a read yields. For {@code variable}. */
package dev.bellhop.resolver.store;
