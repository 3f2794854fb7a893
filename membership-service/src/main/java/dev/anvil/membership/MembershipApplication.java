package dev.anvil.membership;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The membership service. */
@SpringBootApplication
public class MembershipApplication {
    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(MembershipApplication.class);
        application.setDefaultProperties(Map.of("spring.config.name", "membership"));
        application.run(args);
    }
}
