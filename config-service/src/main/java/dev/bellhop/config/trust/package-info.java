/** What an admin does on the cloud's side, ready to paste: the federated credential that trusts our issuer, and the role on the vault. */
package dev.bellhop.config.trust;
