package dev.bellhop.config.trust;

import dev.bellhop.config.workloadidentity.AzureCloud;
import dev.bellhop.config.workloadidentity.AzureIdentity;
import java.util.UUID;

/** Who is to trust whom: our issuer's tokens, and the identity they may become. */
record Trusting(
        String issuer,
        String organizationName,
        UUID tenantId,
        UUID clientId,
        AzureIdentity identity,
        AzureCloud cloud) {

    String audience() {
        return cloud.audience();
    }

    AzureEndpoints endpoints() {
        return AzureEndpoints.of(cloud);
    }

    /** For what lies in a subscription: vaults, role assignments, managed identities. */
    String signInWithSubscription() {
        return """
                # signed in to the right cloud, tenant and subscription:
                #   az cloud set --name %s && az login --tenant %s && az account set --subscription <subscription>
                """.formatted(endpoints().name(), tenantId);
    }

    /** What every Terraform text here stands on; once for a configuration. */
    String terraformProviders() {
        return """
                terraform {
                  required_providers {
                    azuread = {
                      source  = "hashicorp/azuread"
                      version = ">= 3.0"
                    }
                    azurerm = {
                      source  = "hashicorp/azurerm"
                      version = ">= 5.0"
                    }
                  }
                }

                variable "bellhop_subscription_id" { type = string }

                provider "azuread" {
                  environment = "%1$s"
                  tenant_id   = "%2$s"
                }

                provider "azurerm" {
                  environment     = "%1$s"
                  tenant_id       = "%2$s"
                  subscription_id = var.bellhop_subscription_id
                  features {}
                }
                """.formatted(endpoints().environment(), tenantId);
    }
}
