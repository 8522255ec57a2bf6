package herald.database;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;

/**
 * Keeps a silent MySQL, or a silent node of ours, from holding up the rest: calls to it have deadlines, locks are waited for
 * briefly, and the server drops the session, and so the locks, of a node that stands still in the middle of a transaction.
 */
@Singleton
class MySqlLimits implements BeanCreatedEventListener<DatasourceConfiguration> {

    @Override
    public DatasourceConfiguration onCreated(BeanCreatedEvent<DatasourceConfiguration> event) {
        var pool = event.getBean();
        var url = pool.getConfiguredUrl();
        if (url != null && url.startsWith("jdbc:mysql:")) {
            pool.addDataSourceProperty("connectTimeout", "2000");
            pool.addDataSourceProperty("socketTimeout", "20000");
            pool.addDataSourceProperty("sessionVariables", "innodb_lock_wait_timeout=3,wait_timeout=60");
            pool.setKeepaliveTime(30_000);
            pool.setMaxLifetime(600_000);
        }
        return pool;
    }
}
