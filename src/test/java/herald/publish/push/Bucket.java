package herald.publish.push;

import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.TransientApiMetadata;
import org.jclouds.blobstore.domain.Blob;
import org.jclouds.blobstore.options.ListContainerOptions;

/** A bucket in memory that speaks S3 on loopback. */
final class Bucket {

    static final String NAME = "pages";
    static final String KEY = "test-key";
    static final String SECRET = "test-secret";

    private final BlobStore blobs;
    private final S3Proxy proxy;

    private Bucket(BlobStore blobs, S3Proxy proxy) {
        this.blobs = blobs;
        this.proxy = proxy;
    }

    static Bucket start() throws Exception {
        // By its class: looking it up by name would load the providers of clouds that are not here.
        var blobs = ContextBuilder.newBuilder(new TransientApiMetadata())
                .credentials("any", "any")
                .build(BlobStoreContext.class)
                .getBlobStore();
        blobs.createContainerInLocation(null, NAME);
        var proxy = S3Proxy.builder()
                .blobStore(blobs)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, KEY, SECRET)
                .build();
        proxy.start();
        return new Bucket(blobs, proxy);
    }

    String endpoint() {
        return "http://127.0.0.1:" + proxy.getPort();
    }

    BucketSettings settings(String prefix) {
        return new BucketSettings(NAME, endpoint(), null, prefix, KEY, SECRET, null);
    }

    /** Null when there is none. */
    Blob object(String key) {
        return blobs.getBlob(NAME, key);
    }

    /** Without Herald's books. */
    Set<String> keys() {
        var keys = new TreeSet<String>();
        blobs.list(NAME, ListContainerOptions.Builder.recursive()).forEach(one -> keys.add(one.getName()));
        keys.removeIf(key -> key.contains(".herald/"));
        return keys;
    }

    void stop() throws Exception {
        proxy.stop();
    }
}
