package dev.bellhop.resolver.fake;

import dev.bellhop.embedded.KafkaResource;
import dev.bellhop.embedded.TlsResource;
import io.quarkus.test.common.QuarkusTestResource;

/** All that stands around the resolver: a broker, certificates, callers, the other two services and the cloud. */
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TlsResource.class)
@QuarkusTestResource(Callers.class)
@QuarkusTestResource(Platform.class)
public abstract class Edges {}
