package herald.publish;

import herald.component.ComponentStatus;
import herald.incident.Stage;
import herald.incident.Story;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;

/**
 * Measures what the machine views of one post cost, with the story of the open incident as the only one that has changed. In
 * processor time of the publishing thread, which other work on the machine does not disturb; the garbage collector's is not in it.
 */
final class MachineViewsBench {

    private static final int WARM = 60;
    private static final int ROUNDS = 101;

    public static void main(String[] arguments) {
        int components = Integer.parseInt(arguments[0]);
        int incidents = Integer.parseInt(arguments[1]);
        var past = PageFixture.aPage().past(incidents, Duration.ofHours(7)).data().stories();
        long begun = cpu();
        var made = render(data(components, past, 0), Rendering.nothing());
        System.out.printf("everything anew, cold: %.0f ms, %d documents%n", ms(begun), made.documents().size());
        var posts = new double[ROUNDS];
        var quiet = new double[ROUNDS];
        int anew = 0;
        for (int round = -WARM; round < ROUNDS; round++) {
            var data = data(components, past, round + WARM + 1);
            begun = cpu();
            var rendering = render(data, made);
            posts[Math.max(0, round)] = ms(begun);
            made = rendering;
            anew = rendering.anew();
            begun = cpu();
            made = render(data, made);
            quiet[Math.max(0, round)] = ms(begun);
        }
        report("a post (" + anew + " documents anew)", posts);
        report("the same page again", quiet);
    }

    private static PageData data(int components, java.util.List<Story> past, int post) {
        var open = PageFixture.story(100_000)
                .named("메시지 수신 장애")
                .touching(1, 2, 3)
                .says(Stage.INVESTIGATING, PageFixture.NIGHT, "확인하고 있습니다.");
        for (int i = 0; i < post % 10; i++) {
            open.says(Stage.IDENTIFIED, PageFixture.NIGHT.plusSeconds(60L * post + i), "작업 " + post);
        }
        var page = PageFixture.aPage().version(post).components(components, ComponentStatus.PARTIAL_OUTAGE);
        past.forEach(page::with);
        return page.with(open.story()).now(PageFixture.NIGHT.plusSeconds(60L * post)).data();
    }

    private static Rendering render(PageData data, Rendering before) {
        return PageFixture.render(data, data.page().updatedAt(), before, Duration.ZERO);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double ms(long since) {
        return (cpu() - since) / 1e6;
    }

    private static void report(String what, double[] times) {
        Arrays.sort(times);
        System.out.printf(
                "%s: median %.1f ms, p99 %.1f ms%n", what, times[times.length / 2], times[times.length * 99 / 100]);
    }

    private MachineViewsBench() {}
}
