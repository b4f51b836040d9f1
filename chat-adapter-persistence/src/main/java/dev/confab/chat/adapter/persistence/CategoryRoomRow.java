package dev.confab.chat.adapter.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;

/** One room in one category. */
@Entity
@IdClass(CategoryRoomRow.Key.class)
@Table(name = "category_room")
final class CategoryRoomRow {

    @Id
    UUID categoryId;

    @Id
    UUID roomId;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    CategoryRoomRow() {}

    CategoryRoomRow(UUID categoryId, UUID roomId) {
        this.categoryId = categoryId;
        this.roomId = roomId;
    }

    /** The primary key. */
    record Key(UUID categoryId, UUID roomId) {}
}
