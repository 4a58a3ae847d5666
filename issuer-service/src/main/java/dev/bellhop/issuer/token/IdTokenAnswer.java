package dev.bellhop.issuer.token;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The answer that clients of GitHub's protocol read: {@code value}, and some of them insist on a number in {@code count}.
 *
 * @param count characters of the token
 */
@Schema(name = "IdToken")
record IdTokenAnswer(int count, String value) {
    static IdTokenAnswer of(SubjectTokens.Minted minted) {
        return new IdTokenAnswer(minted.token().length(), minted.token());
    }

    @Override
    public String toString() {
        return "IdTokenAnswer[count=" + count + "]";
    }
}
