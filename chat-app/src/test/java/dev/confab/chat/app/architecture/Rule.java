package dev.confab.chat.app.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** One rule of the architecture each, for the packages under whatever root it is asked about. */
enum Rule {
    DOMAIN_DEPENDS_ON_NOTHING(root -> classes()
            .that()
            .resideInAPackage(root + ".domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", root + ".domain..")
            .because("any JVM application must be able to embed it")),

    APPLICATION_DEPENDS_ON_THE_DOMAIN_ALONE(root -> classes()
            .that()
            .resideInAPackage(root + ".application..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", root + ".domain..", root + ".application..")),

    DOMAIN_PACKAGES_FORM_NO_CYCLE(
            root -> slices().matching(root + ".domain.(*)..").should().beFreeOfCycles()),

    FEATURES_FORM_NO_CYCLE(
            root -> slices().matching(root + ".application.(*)..").should().beFreeOfCycles()),

    PORTS_ARE_INTERFACES(root -> classes()
            .that()
            .resideInAPackage(root + ".domain.port")
            .and()
            .areTopLevelClasses()
            .and(not(assignableTo(Throwable.class)))
            .and()
            .haveSimpleNameNotEndingWith("package-info")
            .should()
            .beInterfaces()),

    ADAPTERS_DO_NOT_KNOW_EACH_OTHER(root -> slices().matching(root + ".adapter.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    resideInAnyPackage(root + ".adapter.rest..", root + ".adapter.ws.."),
                    resideInAPackage(root + ".adapter.wire.."))),

    ADAPTERS_DO_NOT_KNOW_THE_APP(root -> noClasses()
            .that()
            .resideInAPackage(root + ".adapter..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(root + ".app..")),

    AN_ADAPTER_HAS_ONE_PUBLIC_DOOR(root -> classes()
            .that()
            .resideInAPackage(root + ".adapter..")
            .and()
            .resideOutsideOfPackage(root + ".adapter.wire..")
            .and()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .should(Conditions.BE_THE_ONLY_PUBLIC_TYPE_OF_THE_PACKAGE)
            .andShould()
            .haveSimpleNameEndingWith("Adapter")),

    DRIVING_ADAPTERS_GO_THROUGH_USE_CASES(root -> noClasses()
            .that()
            .resideInAnyPackage(root + ".adapter.rest..", root + ".adapter.ws..", root + ".adapter.wire..")
            .should()
            .dependOnClassesThat(describe(
                    "are stores or transactions",
                    type -> type.getPackageName().equals(root + ".domain.port")
                            && type.getSimpleName().matches(".*(Stores?|Journal|Catalog)|Transactions")))),

    TECHNOLOGY_STAYS_IN_ITS_ADAPTER(root -> noClasses()
            .that()
            .resideInAPackage(root + "..")
            .and()
            .resideOutsideOfPackage(root + ".adapter.persistence..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "org.hibernate..", "org.flywaydb..")),

    CONNECTIONS_STAY_IN_DRIVEN_ADAPTERS(root -> noClasses()
            .that()
            .resideInAPackage(root + "..")
            .and()
            .resideOutsideOfPackages(root + ".adapter.persistence..", root + ".adapter.fanout..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.postgresql..", "redis.clients..")),

    TIME_AND_IDS_COME_THROUGH_PORTS(root -> noClasses()
            .that()
            .resideInAnyPackage(root + ".domain..", root + ".application..")
            .should()
            .callMethodWhere(describe("it reads the clock or draws at random", Rule::readsClockOrChance))
            .orShould()
            .callConstructorWhere(describe("it reads the clock or draws at random", Rule::readsClockOrChance))),

    SERVICES_STAY_BEHIND_THEIR_PORT(root -> classes()
            .that()
            .resideInAPackage(root + "..")
            .and()
            .haveSimpleNameEndingWith("Service")
            .should()
            .bePackagePrivate()),

    NO_NAME_WITHOUT_MEANING(root -> noClasses()
            .that()
            .resideInAPackage(root + "..")
            .should()
            .haveNameMatching(".*(Impl|Manager|Helper|Helpers|Util|Utils|DTO|Dto)(\\$.*)?")),

    NO_PACKAGE_WITHOUT_MEANING(root -> noClasses()
            .that()
            .resideInAPackage(root + "..")
            .should()
            .resideInAnyPackage(
                    "..port.in..",
                    "..port.out..",
                    "..impl..",
                    "..service..",
                    "..dto..",
                    "..mapper..",
                    "..util..",
                    "..common..",
                    "..manager.."));

    private static final Set<String> CHANCE = Set.of(
            "java.util.Random",
            "java.util.concurrent.ThreadLocalRandom",
            "java.security.SecureRandom",
            "java.util.Date");

    private static final Set<String> CLOCK_METHODS = Set.of(
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.time.InstantSource.system",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.Math.random",
            "java.util.UUID.randomUUID");

    @SuppressWarnings("ImmutableEnumChecker") // lambdas that hold nothing
    private final Function<String, ArchRule> definition;

    Rule(Function<String, ArchRule> definition) {
        this.definition = definition;
    }

    /** The rule for all packages under {@code root}. */
    ArchRule under(String root) {
        return definition.apply(root).as(name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    private static boolean readsClockOrChance(JavaCall<?> call) {
        var owner = call.getTargetOwner().getName();
        return CHANCE.contains(owner)
                || CLOCK_METHODS.contains(owner + "." + call.getTarget().getName())
                || (owner.startsWith("java.time.") && call.getTarget().getName().equals("now"));
    }
}
