package dev.anvil.storage;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The storage node service. */
@SpringBootApplication
public class StorageNodeApplication {
    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(StorageNodeApplication.class);
        application.setDefaultProperties(Map.of("spring.config.name", "storage-node"));
        application.run(args);
    }
}
