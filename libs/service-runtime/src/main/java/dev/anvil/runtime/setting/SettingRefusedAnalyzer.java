package dev.anvil.runtime.setting;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a refused setting as a sentence instead of a stack trace. */
final class SettingRefusedAnalyzer extends AbstractFailureAnalyzer<SettingRefused> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SettingRefused refused) {
        return new FailureAnalysis(refused.variable() + " is " + refused.value(), refused.fix(), refused);
    }
}
