/** Who changed what, written in the transaction of the change and readable by the organization's auditors. */
package dev.bellhop.config.audit;
