package herald.console;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Reads {@code multipart/form-data} (RFC 7578), the only form that files come in. All of it stays in memory: nothing is written to disk. */
final class Multipart {

    private static final int MOST_FIELDS = 100;
    private static final int LARGEST_FIELD = 1 << 20;

    private Multipart() {}

    /** Answers an empty form for what is none. */
    static Form parse(String contentType, byte[] body) {
        var request =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(body));
        request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        HttpPostRequestDecoder decoder = null;
        try {
            decoder = new HttpPostRequestDecoder(
                    new DefaultHttpDataFactory(false), request, StandardCharsets.UTF_8, MOST_FIELDS, LARGEST_FIELD);
            return form(decoder);
        } catch (HttpPostRequestDecoder.ErrorDataDecoderException
                | HttpPostRequestDecoder.TooManyFormFieldsException
                | HttpPostRequestDecoder.TooLongFormFieldException broken) {
            return Form.EMPTY;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            if (decoder != null) {
                decoder.destroy();
            }
            request.release();
        }
    }

    private static Form form(HttpPostRequestDecoder decoder) throws IOException {
        var fields = new LinkedHashMap<String, List<String>>();
        var files = new LinkedHashMap<String, Form.Upload>();
        for (var part : decoder.getBodyHttpDatas()) {
            switch (part) {
                case Attribute field ->
                    fields.computeIfAbsent(field.getName(), _ -> new ArrayList<>())
                            .add(field.getValue().replace("\r\n", "\n"));
                case FileUpload file ->
                    files.putIfAbsent(
                            file.getName(), new Form.Upload(bare(String.valueOf(file.getFilename())), file.get()));
                default -> {}
            }
        }
        return new Form(fields, files);
    }

    /** Some browsers send the whole way to the file. */
    private static String bare(String fileName) {
        return fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
    }
}
