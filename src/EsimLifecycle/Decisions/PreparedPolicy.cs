namespace EsimLifecycle;

/// <summary>A policy made ready for use: its zone and calendar found, its tables turned into arrays.</summary>
internal sealed class PreparedPolicy
{
    // As they are agreed: each with its refund terms.
    private readonly ValueList<PlanTerms> _plans;

    private readonly string _zoneId;

    public PreparedPolicy(CarrierPolicy policy, Func<CommandKind, CommandDefinition> definitionOf)
    {
        PolicyCheck.Require(policy);
        Policy = policy;
        Zone = DateTimeZoneProviders.Tzdb[policy.Identity.Zone];
        _zoneId = policy.Identity.Zone;
        DefinitionOf = definitionOf;
        Access = new AccessTable(policy.Access, definitionOf);
        var reminders = policy.Renewal.ReminderDays.AsSpan().ToArray();
        Array.Sort(reminders);
        Array.Reverse(reminders);
        ReminderDays = new ValueList<int>(reminders);
        _plans = [.. policy.Plans.Select(plan => plan.Refund is null ? plan with { Refund = policy.Settlement.Refund } : plan)];
    }

    /// <summary>The same policy for a subscription in another zone or currency than it has now.</summary>
    private PreparedPolicy(PreparedPolicy policy, Contract contract)
    {
        Policy = policy.Policy;
        Zone = policy.Zone;
        DefinitionOf = policy.DefinitionOf;
        Access = policy.Access;
        ReminderDays = policy.ReminderDays;
        _plans = policy._plans;
        _zoneId = contract.Zone;
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(contract.Zone) is { } zone)
            Zone = zone;
        var currency = contract.Plan.Price.Currency;
        if (currency == policy.Currency)
            return;

        // What is offered in another currency is not offered to this subscription.
        _plans = default;
        Policy = Policy with
        {
            Identity = Policy.Identity with { Currency = currency },
            Plans = default,
            Packs = default,
            Promotions = default,
            Renewal = Policy.Renewal with { BalanceLow = null },
            Settlement = Policy.Settlement with { CancellationFee = null, MinRefund = null },
            Closure = Policy.Closure with { CardReturn = null },
        };
    }

    /// <summary>The same policy with other access rules.</summary>
    private PreparedPolicy(PreparedPolicy policy, AccessTable access)
    {
        Policy = policy.Policy;
        Zone = policy.Zone;
        DefinitionOf = policy.DefinitionOf;
        Access = access;
        ReminderDays = policy.ReminderDays;
        _plans = policy._plans;
        _zoneId = policy._zoneId;
    }

    public CarrierPolicy Policy { get; }

    /// <summary>The declaration of a command.</summary>
    public Func<CommandKind, CommandDefinition> DefinitionOf { get; }

    public DateTimeZone Zone { get; }

    public BusinessCalendar Calendar => Policy.Identity.Calendar;

    public Currency Currency => Policy.Identity.Currency;

    public AccessTable Access { get; }

    /// <summary>
    /// Returns the policy as it applies to a subscription, which keeps the zone and the currency that were agreed when it was opened.
    /// </summary>
    public PreparedPolicy For(Subscription subscription) =>
        subscription.Contract is not { } contract || (contract.Zone == _zoneId && contract.Plan.Price.Currency == Currency)
            ? this
            : new PreparedPolicy(this, contract);

    /// <summary>Returns the same policy with the access that the commands declare, for commands that are only assumed to be given.</summary>
    public PreparedPolicy WithDeclaredAccess() => new(this, Access.WithoutPolicy());

    /// <summary>The days before an end of paid time on which the customer is reminded, the earliest reminder first.</summary>
    public ValueList<int> ReminderDays { get; }

    /// <summary>The plans that are offered, as they are agreed.</summary>
    public ValueList<PlanTerms> Plans => _plans;

    public ValueList<string> PlanCodes => ValueList.Create(Policy.Plans.Select(plan => plan.Code));

    public ValueList<string> PackCodes => ValueList.Create(Policy.Packs.Select(pack => pack.Code));

    public PlanTerms? FindPlan(string code) => _plans.Find(code, static (plan, code) => plan.Code == code);

    public PackTerms? FindPack(string code) => Policy.Packs.Find(code, static (pack, code) => pack.Code == code);

    public PromotionTerms? FindPromotion(string code) => Policy.Promotions.Find(code, static (promotion, code) => promotion.Code == code);

    public LocalDateTime LocalOf(Instant instant) => instant.InZone(Zone).LocalDateTime;

    public LocalDate DateOf(Instant instant) => ZonedDates.DateOf(instant, Zone);

    /// <summary>Returns the first date of which no part is before an instant.</summary>
    public LocalDate FirstDayFrom(Instant instant)
    {
        var date = DateOf(instant);
        return StartOf(date) < instant ? date.PlusDays(1) : date;
    }

    public Instant StartOf(LocalDate date) => ZonedDates.AtStartOfDay(date, Zone);

    /// <summary>
    /// Returns the first moment after an instant at which clocks show a time, or a later one where they skip it; null if that is over.
    /// </summary>
    public Instant? NextAt(Instant after, LocalDateTime time)
    {
        var mapping = Zone.MapLocal(time);
        if (mapping.Count == 0)
            return mapping.LateInterval.Start is var shown && shown > after ? shown : null;
        var (first, last) = (mapping.First().ToInstant(), mapping.Last().ToInstant());
        return first > after ? first : last > after ? last : null;
    }

    public Instant EndOfDayAfter(Instant from, int days) => Deadlines.EndOfDayAfter(from, days, Zone);

    public Instant EndOfBusinessDayAfter(Instant from, int businessDays) => Deadlines.EndOfBusinessDayAfter(from, businessDays, Calendar, Zone);
}
