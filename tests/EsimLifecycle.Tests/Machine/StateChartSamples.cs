namespace EsimLifecycle.Tests;

public enum Light { Red, Green, Amber }

public enum LightTrigger { Tick, PowerCut }

public enum Parcel { None, Packed, AtDepot, InVan, AtDoor, Delivered, Lost }

public enum ParcelTrigger { Pack, HandOver, LoadVan, Arrive, RingBell, ReportLost, BadWeather, GPSSignal, PublicHoliday }

/// <summary>The charts that the tests of charts are about.</summary>
internal static class StateChartSamples
{
    /// <summary>Goes round and has no end.</summary>
    public static StateChart<Light, LightTrigger> TrafficLight() => StateChart<Light, LightTrigger>.Define("traffic light", Light.Red)
        .From(Light.Red).On(LightTrigger.Tick, Light.Green)
        .From(Light.Green).On(LightTrigger.Tick, Light.Amber)
        .From(Light.Amber).On(LightTrigger.Tick, Light.Red)
        .From(Light.Green, Light.Amber).On(LightTrigger.PowerCut, Light.Red)
        .Freeze();

    /// <summary>Has everything: a start, a group with edges out, within and that stay, a trigger with two targets, two ends.</summary>
    public static StateChart<Parcel, ParcelTrigger> ParcelDelivery() => StateChart<Parcel, ParcelTrigger>.Define("parcel", Parcel.None)
        .DrawInitialAsStart()
        .Group("OnTheWay", Parcel.AtDepot, Parcel.InVan, Parcel.AtDoor)
        .From(Parcel.None).On(ParcelTrigger.Pack, Parcel.Packed)
        .From(Parcel.Packed).On(ParcelTrigger.HandOver, Parcel.AtDepot, Parcel.InVan).Stays(ParcelTrigger.PublicHoliday)
        .From(Parcel.AtDepot).On(ParcelTrigger.LoadVan, Parcel.InVan)
        .From(Parcel.InVan).On(ParcelTrigger.Arrive, Parcel.AtDoor).On(ParcelTrigger.GPSSignal, Parcel.InVan)
        .From(Parcel.AtDoor).On(ParcelTrigger.RingBell, Parcel.Delivered, Parcel.AtDepot)
        .FromGroup("OnTheWay")
            .On(ParcelTrigger.ReportLost, Parcel.Lost)
            .On(ParcelTrigger.PublicHoliday, Parcel.AtDepot)
            .Stays(ParcelTrigger.BadWeather)
        .From(Parcel.AtDoor).On(ParcelTrigger.HandOver, Parcel.Delivered)
        .Final(Parcel.Delivered, Parcel.Lost)
        .Freeze();
}
