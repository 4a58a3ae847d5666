package dev.bellhop.config.trust;

import static dev.bellhop.config.trust.Quoted.forShell;
import static dev.bellhop.config.trust.Quoted.forTerraform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellhop.config.workloadidentity.AzureIdentity;
import java.util.List;
import java.util.Map;

/** Federated credentials for these subjects, as commands and as Terraform. */
final class FederatedCredentialText {
    private final Trusting trusting;
    private final List<TrustSubject> subjects;
    private final ObjectMapper json;

    private FederatedCredentialText(Trusting trusting, List<TrustSubject> subjects, ObjectMapper json) {
        this.trusting = trusting;
        this.subjects = subjects;
        this.json = json;
    }

    static ReadyText of(Trusting trusting, List<TrustSubject> subjects, ObjectMapper json) {
        FederatedCredentialText text = new FederatedCredentialText(trusting, subjects, json);
        boolean application = trusting.identity() == AzureIdentity.APPLICATION;
        return new ReadyText(
                application ? text.cliOfApplication() : text.cliOfIdentity(),
                application ? text.terraformOfApplication() : text.terraformOfIdentity());
    }

    private String signIn() {
        return """
                # signed in to the right cloud and tenant:
                #   az cloud set --name %s && az login --tenant %s --allow-no-subscriptions
                """.formatted(trusting.endpoints().name(), trusting.tenantId());
    }

    private String cliOfApplication() {
        StringBuilder text = new StringBuilder(signIn());
        for (TrustSubject subject : subjects) {
            text.append("az ad app federated-credential create --id %s --parameters %s\n"
                    .formatted(
                            trusting.clientId(),
                            forShell(written(subject.request().body()))));
        }
        return text.toString();
    }

    /** One after another: Azure refuses two at once on one identity, and more than one in four seconds. */
    private String cliOfIdentity() {
        StringBuilder text =
                new StringBuilder(trusting.signInWithSubscription()).append("""
                ( set -eu
                IDENTITY=$(az identity list --query "[?clientId=='%1$s'].name | [0]" --output tsv)
                GROUP=$(az identity list --query "[?clientId=='%1$s'].resourceGroup | [0]" --output tsv)
                : "${IDENTITY:?no identity of this client id in this subscription}"
                """.formatted(trusting.clientId()));
        String pause = "";
        for (TrustSubject subject : subjects) {
            text.append(pause)
                    .append(
                            "az identity federated-credential create --name %s --identity-name \"$IDENTITY\" --resource-group \"$GROUP\""
                                    .formatted(subject.federatedCredentialName()))
                    .append(" --issuer %s --subject %s --audiences %s\n"
                            .formatted(
                                    forShell(trusting.issuer()),
                                    forShell(subject.subject()),
                                    forShell(trusting.audience())));
            pause = "sleep 4\n";
        }
        return text.append(")\n").toString();
    }

    private String terraformOfApplication() {
        StringBuilder text = new StringBuilder();
        for (TrustSubject subject : subjects) {
            text.append("""
                    resource "azuread_application_federated_identity_credential" "%s" {
                      application_id = data.azuread_application.%s.id
                      display_name   = "%s"
                      description    = %s
                      issuer         = %s
                      subject        = %s
                      audiences      = [%s]
                    }

                    """.formatted(
                            label(subject),
                            trusting.label(),
                            subject.federatedCredentialName(),
                            forTerraform(String.valueOf(subject.request().body().get("description"))),
                            forTerraform(trusting.issuer()),
                            forTerraform(subject.subject()),
                            forTerraform(trusting.audience())));
        }
        return text.toString();
    }

    /** Each waits for the one before it, as in {@link #cliOfIdentity}. */
    private String terraformOfIdentity() {
        StringBuilder text = new StringBuilder();
        String after = "";
        for (TrustSubject subject : subjects) {
            text.append("""
                    resource "azurerm_federated_identity_credential" "%s" {
                      name                      = "%s"
                      user_assigned_identity_id = data.azurerm_user_assigned_identity.%s.id
                      issuer                    = %s
                      subject                   = %s
                      audience                  = [%s]
                    %s}

                    """.formatted(
                            label(subject),
                            subject.federatedCredentialName(),
                            trusting.label(),
                            forTerraform(trusting.issuer()),
                            forTerraform(subject.subject()),
                            forTerraform(trusting.audience()),
                            after));
            after = "  depends_on                = [azurerm_federated_identity_credential." + label(subject) + "]\n";
        }
        return text.toString();
    }

    private String label(TrustSubject subject) {
        return trusting.label()
                + subject.federatedCredentialName().replaceFirst("^bellhop", "").replace('-', '_');
    }

    private String written(Map<String, Object> body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a federated credential is plain JSON", e);
        }
    }
}
