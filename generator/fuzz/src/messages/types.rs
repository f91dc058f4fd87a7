//! The types that are fed: the models of golden cases, as they are checked in.

use super::decoders::decoders;

#[path = "../../../tests/cases/arrays/expected/models.rs"]
#[allow(dead_code, unreachable_pub, reason = "a case also has types that nothing here is made of")]
#[rustfmt::skip]
mod arrays;
#[path = "../../../tests/cases/constants/expected/models.rs"]
#[allow(dead_code, unreachable_pub, reason = "a case also has types that nothing here is made of")]
#[rustfmt::skip]
mod constants;
#[path = "../../../tests/cases/defaults/expected/models.rs"]
#[allow(dead_code, unreachable_pub, reason = "a case also has types that nothing here is made of")]
#[rustfmt::skip]
mod defaults;
#[path = "../../../tests/cases/directions/expected/models.rs"]
#[allow(dead_code, unreachable_pub, reason = "a case also has types that nothing here is made of")]
#[rustfmt::skip]
mod directions;
#[path = "../../../tests/cases/discriminator_hierarchies/expected/models.rs"]
#[allow(dead_code, unreachable_pub, reason = "a case also has types that nothing here is made of")]
#[rustfmt::skip]
mod discriminator_hierarchies;
#[path = "../../../tests/cases/discriminators/expected/models.rs"]
#[allow(dead_code, unreachable_pub, reason = "a case also has types that nothing here is made of")]
#[rustfmt::skip]
mod discriminators;
#[path = "../../../tests/cases/discriminators_undeclared/expected/models.rs"]
#[allow(dead_code, unreachable_pub, reason = "a case also has types that nothing here is made of")]
#[rustfmt::skip]
mod discriminators_undeclared;
#[path = "../../../tests/cases/enums/expected/models.rs"]
#[allow(dead_code, unreachable_pub, reason = "a case also has types that nothing here is made of")]
#[rustfmt::skip]
mod enums;
#[path = "../../../tests/cases/enums_of_values/expected/models.rs"]
#[allow(dead_code, unreachable_pub, reason = "a case also has types that nothing here is made of")]
#[rustfmt::skip]
mod enums_of_values;
#[path = "../../../tests/cases/json_schema/expected/models.rs"]
#[allow(dead_code, unreachable_pub, reason = "a case also has types that nothing here is made of")]
#[rustfmt::skip]
mod json_schema;
#[path = "../../../tests/cases/maps/expected/models.rs"]
#[allow(dead_code, unreachable_pub, reason = "a case also has types that nothing here is made of")]
#[rustfmt::skip]
mod maps;
#[path = "../../../tests/cases/narrowed_unions/expected/models.rs"]
#[allow(dead_code, unreachable_pub, reason = "a case also has types that nothing here is made of")]
#[rustfmt::skip]
mod narrowed_unions;
#[path = "../../../tests/cases/numbers/expected/models.rs"]
#[allow(dead_code, unreachable_pub, reason = "a case also has types that nothing here is made of")]
#[rustfmt::skip]
mod numbers;
#[path = "../../../tests/cases/objects/expected/models.rs"]
#[allow(dead_code, unreachable_pub, reason = "a case also has types that nothing here is made of")]
#[rustfmt::skip]
mod objects;
#[path = "../../../tests/cases/recursion/expected/models.rs"]
#[allow(dead_code, unreachable_pub, reason = "a case also has types that nothing here is made of")]
#[rustfmt::skip]
mod recursion;
#[path = "../../../tests/cases/recursive_unions/expected/models.rs"]
#[allow(dead_code, unreachable_pub, reason = "a case also has types that nothing here is made of")]
#[rustfmt::skip]
mod recursive_unions;
#[path = "../../../tests/cases/scalars/expected/models.rs"]
#[allow(dead_code, unreachable_pub, reason = "a case also has types that nothing here is made of")]
#[rustfmt::skip]
mod scalars;
#[path = "../../../tests/cases/texts/expected/models.rs"]
#[allow(dead_code, unreachable_pub, reason = "a case also has types that nothing here is made of")]
#[rustfmt::skip]
mod texts;
#[path = "../../../tests/cases/unions/expected/models.rs"]
#[allow(dead_code, unreachable_pub, reason = "a case also has types that nothing here is made of")]
#[rustfmt::skip]
mod unions;

decoders! {
    arrays in "../../../tests/cases/arrays/expected/models.rs": Shelf, ShelfBooksItem;
    constants in "../../../tests/cases/constants/expected/models.rs": Branches, BranchesOther, Listed, Maybe, Named, Priority, State, Task, TaskState;
    defaults in "../../../tests/cases/defaults/expected/models.rs": Change, Nested, Settings, SettingsLevel, SettingsOrigin;
    directions in "../../../tests/cases/directions/expected/models.rs": Address, AddressRequest, Error, Plain, Unused, User, UserRequest;
    discriminator_hierarchies in "../../../tests/cases/discriminator_hierarchies/expected/models.rs": Car, Fish, FishBase, Goblin, GoblinKind, GoblinSharktype, Large, LargeTag, Listed, ListedBase, Motor, MotorBase, Oak, OakKind, Plant, PlantBase, Salmon, SalmonKind, Saw, SawSharktype, Shark, SharkBase, Small, Tree, Vehicle;
    discriminators in "../../../tests/cases/discriminators/expected/models.rs": Animal, AnimalBase, Bird, Cat, Circle, Dog, Fish, Implicit, Pet, Shape, Shared, SharedFile, SharedFileMode, SharedWeb, SharedWebMode, Square, Zoo;
    discriminators_undeclared in "../../../tests/cases/discriminators_undeclared/expected/models.rs": Cat, Dog, Either, EitherObject, Household, Named, Open, Pet, Thing;
    enums in "../../../tests/cases/enums/expected/models.rs": Holder, HolderLevel, HolderPrevious, Status;
    enums_of_values in "../../../tests/cases/enums_of_values/expected/models.rs": Closed, ClosedMixed, Color, Flag, GetLevels200Response, Holder, Level, Maybe, Mixed, Ratio;
    json_schema in "../../../tests/cases/json_schema/expected/models.rs": Bag, BagThing, Cat, CatKind, Dog, DogKind, Encoded, Narrowed, Nullable, NullableEither, NullableKind, NullableLevel, Pet, Range;
    maps in "../../../tests/cases/maps/expected/models.rs": Closed, Counted, Empty, Holder, Open, Typed, TypedValue, Undeclared;
    narrowed_unions in "../../../tests/cases/narrowed_unions/expected/models.rs": Created, CreatedKind, Event, Holder, Moment, Moved, MovedKind, Narrow, One, Removed, RemovedKind, Two, TwoMoved, TwoRemoved;
    numbers in "../../../tests/cases/numbers/expected/models.rs": Numbers, Sized;
    objects in "../../../tests/cases/objects/expected/models.rs": Pet, PetOwner, PetOwner2, PetOwnerAddress, Tag;
    recursion in "../../../tests/cases/recursion/expected/models.rs": Node, Ping, Plain, Pong;
    recursive_unions in "../../../tests/cases/recursive_unions/expected/models.rs": Expression, Json, Negation, Sum, Tree;
    scalars in "../../../tests/cases/scalars/expected/models.rs": Scalars;
    texts in "../../../tests/cases/texts/expected/models.rs": Texts;
    unions in "../../../tests/cases/unions/expected/models.rs": AtLeastOne, ByConstant, ByConstantAdd, ByConstantAddOp, ByConstantClearReset, ByConstantClearResetOp, ByNames, ByNamesMail, ByNamesPhone, ByNested, ByNestedDeepA, ByNestedDeepAData, ByNestedDeepADataKind, ByNestedDeepB, ByNestedDeepBData, ByNestedDeepBDataKind, ByPropertyType, ByPropertyTypeLettered, ByPropertyTypeNumbered, ByRequired, ByRequiredPolar, ByType, Holder, HolderListItem, HolderValue, Nullable, OneOrMany, OrNull, Outer, Point, Suggestion, SuggestionEnum;
}
