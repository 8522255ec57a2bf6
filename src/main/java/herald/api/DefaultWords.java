package herald.api;

import herald.incident.Stage;
import herald.page.Page;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an update says whose writer gave a stage and no words, in those of the page's languages that Herald speaks. */
final class DefaultWords {

    private static final Map<String, Map<Stage, String>> WORDS = Map.of(
            "en",
            Map.of(
                    Stage.INVESTIGATING, "We are currently investigating this issue.",
                    Stage.IDENTIFIED, "The issue has been identified and a fix is being implemented.",
                    Stage.DELAYED,
                            "The work is taking longer than we said. We will write again as soon as we know more.",
                    Stage.MONITORING, "A fix has been implemented and we are monitoring the results.",
                    Stage.RESOLVED, "This incident has been resolved.",
                    Stage.SCHEDULED, "We will be working on our systems at the time shown here.",
                    Stage.IN_PROGRESS,
                            "Scheduled maintenance is currently in progress. We will provide updates as necessary.",
                    Stage.VERIFYING, "The work is done, and we are checking that everything runs as it should.",
                    Stage.COMPLETED, "The scheduled maintenance has been completed."),
            "ko",
            Map.of(
                    Stage.INVESTIGATING, "현재 문제의 원인을 확인하고 있습니다.",
                    Stage.IDENTIFIED, "원인을 확인했으며 조치하고 있습니다.",
                    Stage.DELAYED, "복구 작업이 예상보다 늦어지고 있습니다. 확인되는 대로 다시 알려 드리겠습니다.",
                    Stage.MONITORING, "조치를 마쳤으며 정상 동작하는지 지켜보고 있습니다.",
                    Stage.RESOLVED, "문제가 해결되었습니다.",
                    Stage.SCHEDULED, "안내된 시간에 시스템 점검을 진행할 예정입니다.",
                    Stage.IN_PROGRESS, "예정된 점검을 진행하고 있습니다. 변동이 있으면 알려 드리겠습니다.",
                    Stage.VERIFYING, "점검 작업을 마치고 정상 동작하는지 확인하고 있습니다.",
                    Stage.COMPLETED, "예정된 점검을 마쳤습니다."),
            "ja",
            Map.of(
                    Stage.INVESTIGATING, "現在、原因を調査しています。",
                    Stage.IDENTIFIED, "原因を特定し、対応を進めています。",
                    Stage.DELAYED, "復旧作業に予定より時間がかかっています。状況が分かり次第お知らせします。",
                    Stage.MONITORING, "対応を終え、経過を見守っています。",
                    Stage.RESOLVED, "この障害は解消しました。",
                    Stage.SCHEDULED, "ご案内の時間帯にメンテナンスを行う予定です。",
                    Stage.IN_PROGRESS, "予定されていたメンテナンスを行っています。変更があればお知らせします。",
                    Stage.VERIFYING, "作業を終え、正常に動いているか確認しています。",
                    Stage.COMPLETED, "予定されていたメンテナンスを終えました。"));

    private DefaultWords() {}

    /** By language; in English alone for a page none of whose languages Herald speaks. */
    static Map<String, String> of(Stage stage, Page page) {
        var words = new LinkedHashMap<String, String>();
        for (var language : page.languageList()) {
            var spoken = WORDS.get(language.replaceFirst("-.*", ""));
            if (spoken != null) {
                words.put(language, spoken.get(stage));
            }
        }
        return words.isEmpty() ? Map.of("en", WORDS.get("en").get(stage)) : words;
    }
}
