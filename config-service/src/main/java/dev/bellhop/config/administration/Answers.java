package dev.bellhop.config.administration;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Answers with their entity tag. */
public final class Answers {
    private Answers() {}

    public static <V extends View> RestResponse<V> ok(V view) {
        return ResponseBuilder.ok(view)
                .header(HttpHeaders.ETAG, view.entityTag())
                .build();
    }

    /** With the new row's address, below the one the request went to. */
    public static <V extends View> RestResponse<V> created(UriInfo uri, V view) {
        return ResponseBuilder.create(Status.CREATED, view)
                .location(
                        uri.getAbsolutePathBuilder().path(view.id().toString()).build())
                .header(HttpHeaders.ETAG, view.entityTag())
                .build();
    }
}
