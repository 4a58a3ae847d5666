package dev.bellhop.emulator.entra;

import static dev.bellhop.emulator.entra.EntraError.INVALID_CLIENT;
import static dev.bellhop.emulator.entra.EntraError.INVALID_REQUEST;

/**
 * Refusals that concern the request itself: address, form, application, scope. Wording as quoted in Microsoft's error code reference and in
 * public issues; statuses that no public source shows are marked.
 */
final class RequestErrors {
    private RequestErrors() {}

    // 1. address and verb

    static EntraError wrongVerb(String method) {
        return new EntraError(
                900561,
                400, // unconfirmed
                INVALID_REQUEST,
                "The endpoint only accepts POST requests. Received a " + method + " request.");
    }

    static EntraError malformedTenant(String segment) {
        return new EntraError(
                900023,
                400,
                INVALID_REQUEST,
                "Specified tenant identifier '" + segment
                        + "' is neither a valid DNS name, nor a valid external domain.");
    }

    static EntraError unknownTenant(String segment) {
        return new EntraError(
                90002,
                400,
                "invalid_tenant",
                "Tenant '" + segment
                        + "' not found. Check to make sure you have the correct tenant ID and are signing into the correct"
                        + " cloud. Check with your subscription administrator, this may happen if there are no active"
                        + " subscriptions for the tenant.");
    }

    static EntraError noTenantForGrant() {
        return new EntraError(
                9001023,
                400, // unconfirmed
                INVALID_REQUEST,
                "The grant type is not supported over the /common or /consumers endpoints. Please use the /organizations"
                        + " or tenant-specific endpoint.");
    }

    static EntraError noTenantInformation() {
        return new EntraError(
                50059,
                400, // unconfirmed
                INVALID_REQUEST,
                "No tenant-identifying information found in either the request or implied by any provided credentials.");
    }

    // 2. form

    static EntraError missingParameter(String name) {
        return new EntraError(
                900144, 400, INVALID_REQUEST, "The request body must contain the following parameter: '" + name + "'.");
    }

    static EntraError unsupportedGrant(String grant) {
        return new EntraError(
                70003, 400, "unsupported_grant_type", "The app requested an unsupported grant type '" + grant + "'.");
    }

    static EntraError resourceParameter() {
        return new EntraError(901002, 400, INVALID_REQUEST, "The 'resource' request parameter is not supported.");
    }

    static EntraError noCredential() {
        return new EntraError(
                7000216,
                401, // 400 is reported too
                INVALID_CLIENT,
                "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.");
    }

    static EntraError wrongSecret(String clientId) {
        return new EntraError(
                7000215,
                401,
                INVALID_CLIENT,
                "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value,"
                        + " not the client secret ID, for a secret added to app '" + clientId + "'.");
    }

    static EntraError expiredSecret(Application application) {
        return new EntraError(
                7000222,
                401,
                INVALID_CLIENT,
                "The provided client secret keys for app '" + application.clientId()
                        + "' are expired. Visit the Azure portal to create new keys for your app:"
                        + " https://aka.ms/NewClientSecret, or consider using certificate credentials for added security:"
                        + " https://aka.ms/certCreds.");
    }

    // 3. application

    static EntraError unknownApplication(String clientId, Tenant tenant) {
        return new EntraError(
                700016,
                400,
                "unauthorized_client",
                "Application with identifier '" + clientId + "' was not found in the directory '" + tenant.id()
                        + "'. This can happen if the application has not been installed by the administrator of the tenant or"
                        + " consented to by any user in the tenant. You may have sent your authentication request to the"
                        + " wrong tenant.");
    }

    static EntraError disabledApplication(Application application) {
        return new EntraError(
                7000112,
                400, // unconfirmed
                "unauthorized_client",
                "Application '" + application.clientId() + "'(" + application.displayName() + ") is disabled.");
    }

    // 8. resource and scope

    static EntraError unknownResource(String resource, Tenant tenant) {
        return new EntraError(
                500011,
                400,
                "invalid_resource",
                "The resource principal named " + resource + " was not found in the tenant named " + tenant.id()
                        + ". This can happen if the application has not been installed by the administrator of the tenant or"
                        + " consented to by any user in the tenant. You might have sent your authentication request to the"
                        + " wrong tenant.");
    }

    static EntraError disabledResource(String resource) {
        return new EntraError(
                500014,
                400, // unconfirmed
                "invalid_resource",
                "The service principal for resource '" + resource
                        + "' is disabled. This indicate that a subscription within the tenant has lapsed, or that the"
                        + " administrator for this tenant has disabled the application, preventing tokens from being issued"
                        + " for it.");
    }

    static EntraError scopeWithoutDefault(String scope) {
        return new EntraError(
                1002012,
                400,
                "invalid_scope",
                "The provided value for scope " + scope
                        + " is not valid. Client credential flows must have a scope value with /.default suffixed to the"
                        + " resource identifier (application ID URI).");
    }

    static EntraError malformedScope(String scope) {
        return new EntraError(
                70011,
                400,
                "invalid_scope",
                "The provided value for the input parameter 'scope' is not valid. The scope " + scope
                        + " is not valid.");
    }

    static EntraError severalResources(String scope) {
        return new EntraError(
                28000,
                400,
                "invalid_scope",
                "Provided value for the input parameter scope is not valid because it contains more than one resource. Scope "
                        + scope + " is not valid.");
    }
}
