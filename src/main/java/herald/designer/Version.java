package herald.designer;

import picocli.CommandLine.IVersionProvider;

/** Which Herald this is. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        var version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"Herald " + (version == null ? "(development)" : version)};
    }
}
