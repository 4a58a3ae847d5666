/**
 * Workload identity configs: which subject of our issuer may become which identity of a cloud. The trust itself, Entra's federated
 * identity credential, is kept on the cloud's side and never here.
 */
package dev.bellhop.config.workloadidentity;
