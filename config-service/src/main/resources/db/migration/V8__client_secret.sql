-- Credentials that authenticate by an application's own secret: tenant, client and the sealed secret are the credential's, and no
-- workload identity config has a part in it.
alter table secret_provider_credential
    drop constraint secret_provider_credential_authentication_check,
    alter column workload_identity_config_id drop not null,
    add column azure_tenant_id      uuid,
    add column azure_client_id      uuid,
    add column sealed_client_secret bytea,                       -- Tink AEAD, bound to organization, row and purpose
    add column secret_revision      integer not null default 0,  -- counts writes of the secret
    add constraint credential_cloud_known check (azure_cloud in ('PUBLIC', 'USGOV', 'CHINA')),
    add constraint credential_authentication_whole check (case authentication
        when 'WORKLOAD_IDENTITY' then workload_identity_config_id is not null and azure_tenant_id is null
                                      and azure_client_id is null and sealed_client_secret is null
        when 'CLIENT_SECRET' then workload_identity_config_id is null and azure_tenant_id is not null
                                  and azure_client_id is not null and sealed_client_secret is not null
        else false
        end);
