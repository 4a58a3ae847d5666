package dev.bellhop.emulator.arm;

/** A request that ARM refuses: status, {@code error.code} and the words. */
final class ArmException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    ArmException(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static ArmException bad(String message) {
        return new ArmException(400, "BadRequest", message);
    }

    static ArmException noResource(String type, String name) {
        return new ArmException(
                404,
                "ResourceNotFound",
                "The Resource '" + type + "/" + name
                        + "' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix");
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
