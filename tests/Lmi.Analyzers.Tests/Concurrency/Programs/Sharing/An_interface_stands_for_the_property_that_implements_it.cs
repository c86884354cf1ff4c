using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Mvc;

namespace A
{
    public interface IVisitor { string Name { get; set; } int Visits { get; set; } string Room { get; set; } }

    public class Visitor : IVisitor
    {
        private readonly AsyncLocal<string> _room = new();

        public string Name { get; set; } = "";

        public int Visits { get; set; }

        // Code of its own: nothing is shared behind it.
        public string Room { get => _room.Value ?? ""; set => _room.Value = value; }
    }

    public abstract class Meter { public abstract long Units { get; set; } }

    public sealed class WaterMeter : Meter { public override long Units { get; set; } }

    public class Desk
    {
        private readonly IVisitor _visitor = new Visitor();
        private static readonly Meter s_meter = new WaterMeter();
        private readonly object _gate = new();

        public async Task<string> Handle(string guest, ILambdaContext context)
        {
            {|LMI1006:_visitor.Name|} = guest;
            _visitor.Room = guest;
            {|LMI1002:_visitor.Visits|} = _visitor.Visits + guest.Length;
            {|LMI1002:s_meter.Units|} += guest.Length;
            await Task.Yield();
            return _visitor.Name;
        }

        public int Guarded(string guest, ILambdaContext context)
        {
            IVisitor own = new Visitor();
            own.Name = guest;
            own.Visits++;
            lock (_gate)
            {
                return own.Visits;
            }
        }
    }

    public class VisitorController : ControllerBase
    {
        private readonly IVisitor _visitor = new Visitor();

        public string Get(string guest)
        {
            _visitor.Name = guest;
            _visitor.Visits += 1;
            return _visitor.Name;
        }
    }
}
