package dev.bellhop.config.trust;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One step on the cloud's side, in both languages.
 *
 * @param azureCli for a POSIX shell
 * @param terraform resources for the azuread and azurerm providers
 */
@Schema(name = "ReadyText")
record ReadyText(String azureCli, String terraform) {}
