package herald.designer;

import java.util.List;
import picocli.CommandLine.Option;

/** Which languages a command is about. */
final class Languages {

    @Option(
            names = {"-l", "--language"},
            paramLabel = "CODE",
            split = ",",
            defaultValue = "en,ko,ja",
            description = "in these languages (default: ${DEFAULT-VALUE})")
    private List<String> codes;

    /** @throws CommandException for one that is none */
    List<String> codes() {
        codes.stream()
                .filter(code -> !code.matches("[a-z]{2,3}(-[A-Za-z0-9]{2,8})?"))
                .findFirst()
                .ifPresent(code -> {
                    throw new CommandException("'" + code + "' is no language; write a code such as ko or en-GB.");
                });
        return codes.stream().distinct().toList();
    }
}
