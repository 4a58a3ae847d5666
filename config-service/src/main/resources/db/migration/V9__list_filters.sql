-- Rebuilds indexes and foreign keys under lock: for a store that is not in service yet.
-- A list filtered by the beginning of a name is a stretch of an index in the order of bytes, whatever the database's locale.
alter table organization alter column name_key type varchar collate "C";
alter table automation alter column name_key type varchar collate "C";
alter table workload_identity_config alter column name_key type varchar collate "C";
alter table secret_provider_credential alter column name_key type varchar collate "C";
alter table environment_variable alter column key type varchar collate "C";
alter table environment_variable_assignment alter column key type varchar collate "C";
create index environment_variable_key on environment_variable (organization_id, key, id);
create index workload_identity_config_cloud_page on workload_identity_config (organization_id, cloud_provider, created_at, id);
create index secret_provider_credential_provider_page on secret_provider_credential (organization_id, provider, created_at, id);
-- other spellings of one secret, to warn of
create index environment_variable_secret on environment_variable
    (organization_id, lower(replace(split_part(secret_reference, '#', 1), '_', '-') collate "C"));
