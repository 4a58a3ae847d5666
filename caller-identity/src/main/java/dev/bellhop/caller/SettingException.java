package dev.bellhop.caller;

/** A setting that stops the start: one sentence that begins with its name. */
final class SettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    SettingException(String setting, String problem) {
        super(setting + " " + problem + ".");
    }
}
