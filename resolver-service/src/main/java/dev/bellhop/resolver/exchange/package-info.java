/**
 * Client assertion in, access token out: Microsoft Entra ID's token endpoint, its errors classified by code, and access tokens shared
 * and renewed ahead (Microsoft identity platform, "client credentials flow"; RFC 7523, section 2.2). For {@code store.azure}.
 */
package dev.bellhop.resolver.exchange;
