package dev.confab.chat.adapter.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the type of a record component does not say about a field of a request body. Lengths and minima only appear in
 * the description of the API; the domain enforces them.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface FieldSpec {

    /** A description for readers of the API; empty for none. */
    String about() default "";

    /** The greatest length of a text; 0 if the description states none. */
    int maxLength() default 0;

    /** The least value of a whole number. */
    int min() default 0;

    /** Whether the field must be present, except in a PATCH. */
    boolean requiredUnlessPatch() default false;

    /** Whether an empty text of a form stays an empty text instead of null. */
    boolean keepsEmpty() default false;

    /** Whether list items that are no ids are skipped instead of refused. */
    boolean skipsInvalid() default false;
}
