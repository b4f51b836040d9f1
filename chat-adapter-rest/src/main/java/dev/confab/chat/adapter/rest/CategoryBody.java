package dev.confab.chat.adapter.rest;

import static java.util.Objects.requireNonNullElse;

import dev.confab.chat.domain.category.CategoryProfile;
import dev.confab.chat.domain.room.RoomId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A category in a request. Absent fields leave the category as it is, also in a PUT; null empties {@code rooms}. */
record CategoryBody(
        @FieldSpec(requiredUnlessPatch = true, maxLength = CategoryProfile.MAX_TITLE) @Nullable
        String title,

        @FieldSpec(keepsEmpty = true) @Nullable String description,
        PatchField<Set<RoomId>> rooms) {

    /** The profile that a new category starts from; the title is replaced. */
    static final CategoryProfile BLANK = new CategoryProfile("x", "", Set.of());

    CategoryProfile applyTo(CategoryProfile profile) {
        return new CategoryProfile(
                requireNonNullElse(title, profile.title()),
                requireNonNullElse(description, profile.description()),
                requireNonNullElse(rooms.orCurrent(profile.rooms()), Set.of()));
    }

    /** Refuses an invalid category, before a response could reveal whether it exists. */
    CategoryBody requireValid() {
        applyTo(BLANK);
        return this;
    }
}
