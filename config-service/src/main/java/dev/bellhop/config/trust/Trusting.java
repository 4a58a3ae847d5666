package dev.bellhop.config.trust;

import dev.bellhop.config.workloadidentity.AzureCloud;
import dev.bellhop.config.workloadidentity.AzureIdentity;
import java.util.Collection;
import java.util.UUID;

/** Who is to trust whom: our issuer's tokens, and the identity they may become. */
record Trusting(
        UUID config,
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

    /** What Terraform calls things of this config; two configs may stand in one module. */
    String label() {
        return "bellhop_" + config.toString().substring(0, 8);
    }

    /**
     * What every Terraform text here stands on, once for a module: providers, and what is looked up.
     *
     * @param vaults their names
     */
    String terraformBase(Collection<String> vaults) {
        StringBuilder text = new StringBuilder("""
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

                variable "bellhop_subscription_id" {
                  type = string
                }

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

                data "azuread_service_principal" "%3$s" {
                  client_id = "%4$s"
                }
                """.formatted(endpoints().environment(), tenantId, label(), clientId))
                .append(terraformIdentity());
        for (String vault : vaults) {
            text.append("""

                    variable "%1$s_resource_group" {
                      type = string
                    }

                    data "azurerm_key_vault" "%1$s" {
                      name                = %2$s
                      resource_group_name = var.%1$s_resource_group
                    }
                    """.formatted(label(vault), Quoted.forTerraform(vault)));
        }
        return text.toString();
    }

    String label(String vault) {
        return label() + "_" + vault.replace('-', '_');
    }

    private String terraformIdentity() {
        return switch (identity) {
            case APPLICATION -> """

                    data "azuread_application" "%1$s" {
                      client_id = "%2$s"
                    }
                    """.formatted(label(), clientId);
            case MANAGED_IDENTITY -> """

                    variable "%1$s_identity_name" {
                      type = string
                    }

                    variable "%1$s_identity_resource_group" {
                      type = string
                    }

                    data "azurerm_user_assigned_identity" "%1$s" { # its client_id is %2$s
                      name                = var.%1$s_identity_name
                      resource_group_name = var.%1$s_identity_resource_group
                    }
                    """.formatted(label(), clientId);
        };
    }
}
