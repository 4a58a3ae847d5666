package dev.bellhop.emulator;

import dev.bellhop.emulator.arm.Arm;
import dev.bellhop.emulator.entra.AzureCloud;
import dev.bellhop.emulator.entra.Directory;
import dev.bellhop.emulator.entra.Entra;
import dev.bellhop.emulator.entra.Tenant;
import dev.bellhop.emulator.fault.Aim;
import dev.bellhop.emulator.graph.Graph;
import dev.bellhop.emulator.http.CloudAnswer;
import dev.bellhop.emulator.http.CloudRequest;
import dev.bellhop.emulator.proxy.ConnectProxy.Verdict;
import dev.bellhop.emulator.vault.KeyVault;
import dev.bellhop.emulator.vault.Vault;
import dev.bellhop.emulator.vault.Vaults;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/** Which service stands behind which host name. */
final class Services {
    private final Directory directory;
    private final Vaults vaults;
    private final Entra entra;
    private final Graph graph;
    private final Arm arm;
    private final KeyVault keyVault;

    Services(Directory directory, Vaults vaults, Entra entra, Graph graph, Arm arm, KeyVault keyVault) {
        this.directory = directory;
        this.vaults = vaults;
        this.entra = entra;
        this.graph = graph;
        this.arm = arm;
        this.keyVault = keyVault;
    }

    /** Whether a name leads anywhere. */
    Verdict verdict(String host) {
        if (AzureCloud.ofAuthorityHost(host).isPresent()
                || AzureCloud.ofGraphHost(host).isPresent()
                || AzureCloud.ofManagementHost(host).isPresent()
                || vaults.atHost(host).isPresent()) {
            return Verdict.TUNNEL;
        }
        return AzureCloud.ofVaultHost(host).isPresent() ? Verdict.UNRESOLVED : Verdict.FORBIDDEN;
    }

    /** The answer; empty if there is nobody to answer. */
    Future<Optional<CloudAnswer>> answer(CloudRequest asked) {
        Optional<Vault> vault = vaults.atHost(asked.host());
        if (vault.isPresent()) {
            return Future.succeededFuture(Optional.of(keyVault.answer(vault.get(), asked)));
        }
        Optional<AzureCloud> ofEntra = AzureCloud.ofAuthorityHost(asked.host());
        if (ofEntra.isPresent()) {
            return entra.answer(ofEntra.get(), asked).map(Optional::of);
        }
        Optional<CloudAnswer> managed = AzureCloud.ofGraphHost(asked.host())
                .map(cloud -> graph.answer(cloud, asked))
                .or(() -> AzureCloud.ofManagementHost(asked.host()).map(cloud -> arm.answer(cloud, asked)));
        // none: a vault that went while its connection stayed open
        return Future.succeededFuture(managed);
    }

    /** What faults may tell requests and connections by. */
    Aim aim(String host, String path) {
        Optional<Vault> vault = vaults.atHost(host);
        Optional<UUID> tenant = vault.map(Vault::tenantId).or(() -> signingInTo(host, path));
        return new Aim(host, path, tenant, vault.map(Vault::name));
    }

    private Optional<UUID> signingInTo(String host, String path) {
        int end = path.indexOf('/', 1);
        return end < 0
                ? Optional.empty()
                : AzureCloud.ofAuthorityHost(host)
                        .flatMap(cloud -> directory.find(cloud, path.substring(1, end)))
                        .map(Tenant::id);
    }
}
