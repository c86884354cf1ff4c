using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Annotations.APIGateway;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Clean.ScopedUnitOfWork;

public sealed class Reservation
{
    public Guid Id { get; set; }
    public string Room { get; set; } = "";
    public bool Confirmed { get; set; }
}

/// <summary>Scoped, and only ever taken as a parameter: a scope is made for each invocation.</summary>
public sealed class ReservationContext : IAsyncDisposable
{
    private readonly Dictionary<Guid, Reservation> _tracked = [];
    private int _changes;

    public Reservation Create(string room)
    {
        var reservation = new Reservation { Id = Guid.NewGuid(), Room = room };
        _tracked[reservation.Id] = reservation;
        _changes++;
        return reservation;
    }

    public async Task<int> SaveChangesAsync()
    {
        await Task.Delay(1);
        foreach (var reservation in _tracked.Values)
        {
            reservation.Confirmed = true;
        }

        var saved = _changes;
        _changes = 0;
        _tracked.Clear();
        return saved;
    }

    public ValueTask DisposeAsync() => default;
}

[LambdaStartup]
public class Startup
{
    public void ConfigureServices(IServiceCollection services) => services.AddScoped<ReservationContext>();
}

public class ReservationFunctions
{
    [LambdaFunction]
    [HttpApi(LambdaHttpMethod.Post, "/rooms/{room}")]
    public async Task<Reservation> Reserve([FromRoute] string room, [FromServices] ReservationContext db)
    {
        var reservation = db.Create(room);
        reservation.Room = room.ToUpperInvariant();
        await db.SaveChangesAsync();
        return reservation;
    }
}
