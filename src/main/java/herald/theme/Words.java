package herald.theme;

import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.utility.DeepUnwrap;
import java.util.ArrayList;
import java.util.List;

/** {@code msg("key", argument…)} in templates. */
record Words(Messages messages) implements TemplateMethodModelEx {

    @Override
    public Object exec(@SuppressWarnings("rawtypes") List arguments) throws TemplateModelException {
        var values = new ArrayList<Object>();
        for (var argument : arguments) {
            values.add(DeepUnwrap.unwrap((TemplateModel) argument));
        }
        if (values.isEmpty()) {
            throw new TemplateModelException("msg() needs the key of the words to print");
        }
        return messages.get(
                String.valueOf(values.getFirst()),
                values.subList(1, values.size()).toArray());
    }
}
