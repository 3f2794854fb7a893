package dev.anvil.gc;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The worker service. */
@SpringBootApplication
public class GcWorkerApplication {
    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(GcWorkerApplication.class);
        application.setDefaultProperties(Map.of("spring.config.name", "gc-worker"));
        application.run(args);
    }
}
