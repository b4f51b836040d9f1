package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.category.Category;
import dev.confab.chat.domain.category.CategoryId;
import dev.confab.chat.domain.category.CategoryProfile;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Set;
import java.util.UUID;

/** One category without its rooms, which are in {@link CategoryRoomRow}s. */
@Entity
@Table(name = "category")
final class CategoryRow {

    @Id
    UUID id;

    @Column(updatable = false)
    UUID ownerId;

    String title;
    String titleKey;
    String description;

    @SuppressWarnings("NullAway.Init") // filled by from() or Hibernate
    CategoryRow() {}

    CategoryRow from(Category category) {
        var profile = category.profile();
        id = category.id().value();
        ownerId = category.owner().value();
        title = profile.title();
        titleKey = profile.key();
        description = profile.description();
        return this;
    }

    Category toDomain(Set<RoomId> rooms) {
        return new Category(new CategoryId(id), new UserId(ownerId), new CategoryProfile(title, description, rooms));
    }
}
